import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '@/kit/Button';
import { CheckField, RadioCards, TextArea } from '@/kit/Field';
import { Notice } from '@/kit/State';
import { number } from '@/texts/format';
import { strategyName } from '@/texts/names';
import { FileLine } from './FileLine';
import { SavedPrompts } from './SavedPrompts';
import type { Chosen } from './files';
import { copyToAllBelow, edit, setPrompt, useInput } from './input';

const MOST = 20_000;

/** Step 2: what is extracted, by one prompt for all, one for each file, or the type of each document. */
export function PromptsStep({ valid }: { valid: Chosen[] }) {
  const { t } = useLingui();
  const input = useInput();
  return (
    <>
      <RadioCards
        label={t`Prompt strategy`}
        value={input.strategy}
        onChange={(strategy) => edit({ strategy })}
        choices={[
          { value: 'global', label: strategyName('global'), hint: t`One prompt for all documents` },
          { value: 'per_document', label: strategyName('per_document'), hint: t`A prompt for each document` },
          { value: 'auto', label: strategyName('auto'), hint: t`By the type of each document; no prompt needed` },
        ]}
      />
      {input.strategy === 'global' && (
        <section className="card stack">
          <h2>{t`Enter Global Extraction Prompt`}</h2>
          <TextArea
            label={t`This prompt will be applied to all documents in the batch.`}
            value={input.globalPrompt}
            onChange={(globalPrompt) => edit({ globalPrompt })}
            maxLength={MOST}
            hint={t`${number(input.globalPrompt.length)} of ${number(MOST)} characters`}
            placeholder={t`Invoice number, date, vendor, total, and all line items`}
          />
          <SavedPrompts onUse={(globalPrompt) => edit({ globalPrompt })} />
        </section>
      )}
      {input.strategy === 'per_document' && <PerDocument valid={valid} />}
      {input.strategy === 'auto' && (
        <section className="card stack">
          <h2>{strategyName('auto')}</h2>
          <p>
            {t`IngestIO will automatically detect the document type and apply the best extraction settings. No prompt needed here.`}
          </p>
          <Notice>
            {t`The engine looks at each document, identifies its type, and extracts the relevant information automatically. This is ideal for mixed document batches.`}
          </Notice>
        </section>
      )}
    </>
  );
}

function PerDocument({ valid }: { valid: Chosen[] }) {
  const { t } = useLingui();
  const [onlyEmpty, setOnlyEmpty] = useState(false);
  const shown = valid.filter(({ prompt }) => !onlyEmpty || prompt.trim() === '');
  return (
    <section className="card stack">
      <h2>{t`Configure Individual Document Prompts`}</h2>
      <p className="muted">{t`Customize extraction prompts for each document in your batch.`}</p>
      <CheckField label={t`Only those without a prompt`} checked={onlyEmpty} onChange={setOnlyEmpty} />
      <ul className="prompt-list">
        {shown.map(({ key, file, prompt }) => (
          <li key={key} className="stack">
            <ul>
              <FileLine name={file.name} size={file.size}>
                <Button look="quiet" isDisabled={prompt.trim() === ''} onPress={() => copyToAllBelow(key)}>{t`Copy to all below`}</Button>
              </FileLine>
            </ul>
            <TextArea label={t`Prompt for ${file.name}`} rows={2} value={prompt} onChange={(text) => setPrompt(key, text)} maxLength={MOST} />
          </li>
        ))}
      </ul>
    </section>
  );
}
