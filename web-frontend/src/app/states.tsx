import { useLingui } from '@lingui/react/macro';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { FailureState, State } from '@/kit/State';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useLingui();
  return (
    <main className="screen">
      <State title={t`There is no such page`}>
        <Link className="button" to="/batches">
          {t`To your batches`}
        </Link>
      </State>
    </main>
  );
}

/** A screen that failed while it was drawn or loaded, such as after an upgrade of the system. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <main className="screen">
      <FailureState failure={error} onRetry={() => location.reload()} />
    </main>
  );
}
