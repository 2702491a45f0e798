import { useLingui } from '@lingui/react/macro';

/** Where one is in the wizard. */
export function Steps({ step }: { step: 1 | 2 | 3 }) {
  const { t } = useLingui();
  const names = [t`Files`, t`Prompts`, t`Review`];
  return (
    <ol className="steps" aria-label={t`Steps`}>
      {names.map((name, index) => (
        <li key={name} aria-current={step === index + 1 ? 'step' : undefined} data-done={step > index + 1 || undefined}>
          <span className="step-number">{index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}
