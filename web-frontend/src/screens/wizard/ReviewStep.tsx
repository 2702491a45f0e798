import { useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '@/api/failure';
import { usageQuery } from '@/api/queries';
import { Button } from '@/kit/Button';
import { FailureNotice, Notice } from '@/kit/State';
import { sayFailure } from '@/kit/Toasts';
import { bytes, dateTime, number } from '@/texts/format';
import { strategyName } from '@/texts/names';
import { type Transfer, standingOf } from '@/transfers/transfer';
import { addAgain, leaveOut, resume } from '@/transfers/transfers';
import { DropArea } from './DropArea';
import { TransferLine } from './TransferLine';
import { useTimeEstimate } from './useTimeEstimate';
import type { Chosen } from './files';

/** Step 3: what will be submitted, while the files are on their way. Prompts of documents are known in the tab that opened the draft. */
export function ReviewStep({ transfer, prompts }: { transfer: Transfer; prompts: Chosen[] }) {
  const { t } = useLingui();
  const usage = useQuery(usageQuery).data;
  const standing = standingOf(transfer);
  const good = transfer.files.filter((file) => file.state !== 'rejected');
  const left = usage ? usage.pagesLeft + usage.credits.left : null;
  const after = left === null ? null : left - standing.pages;
  const time = useTimeEstimate(standing.pages);
  const counting = standing.arrived < standing.total;
  return (
    <>
      {transfer.failure && <FailureNotice failure={transfer.failure} />}
      {standing.missing.length > 0 && (
        <DropArea
          onFiles={(files) => addAgain(transfer.draftId, files)}
          hint={plural(standing.missing.length, {
            one: '# file of this draft has not arrived. Add it again: what was sent already is not sent twice.',
            other: '# files of this draft have not arrived. Add them again: what was sent already is not sent twice.',
          })}
        />
      )}
      {standing.failed.length > 0 && (
        <Notice look="failed" act={<Button onPress={() => resume(transfer.draftId)}>{t`Try again`}</Button>}>
          {plural(standing.failed.length, {
            one: '# file did not arrive. It continues where it stopped.',
            other: '# files did not arrive. They continue where they stopped.',
          })}
        </Notice>
      )}
      <section className="card" aria-labelledby="summary">
        <h2 id="summary">{t`Batch Summary`}</h2>
        <dl className="summary">
          <dt>{t`Files`}</dt>
          <dd>
            {plural(good.length, { one: '# file', other: '# files' })}, {bytes(good.reduce((sum, file) => sum + file.size, 0))}
          </dd>
          <dt>{t`Pages`}</dt>
          <dd>
            {counting ? t`${number(standing.pages)} so far` : number(standing.pages)}
            {left !== null && after !== null && <> · {t`${number(left)} left, ${number(Math.max(after, 0))} after this`}</>}
          </dd>
          <dt>{t`Strategy`}</dt>
          <dd>{strategyName(transfer.promptStrategy)}</dd>
          {time && (
            <>
              <dt>{t`Processing`}</dt>
              <dd>{time}</dd>
            </>
          )}
        </dl>
      </section>
      {after !== null && after < 0 && (
        <Notice look="warning">
          {t`The plan has too few pages left: documents beyond them will fail with that reason, and nothing is charged for them.`}
        </Notice>
      )}
      {(transfer.promptStrategy === 'global' || (transfer.promptStrategy === 'per_document' && prompts.length > 0)) && (
        <details className="card">
          <summary>{t`Prompt Details`}</summary>
          {transfer.promptStrategy === 'global' ? (
            <p className="prompt-text">{transfer.globalPrompt}</p>
          ) : (
            <dl className="summary">
              {prompts.map(({ key, file, prompt }) => (
                <div key={key}>
                  <dt>{file.name}</dt>
                  <dd className="prompt-text">{prompt}</dd>
                </div>
              ))}
            </dl>
          )}
        </details>
      )}
      <details className="card" open>
        <summary>{t`Files (${number(transfer.files.length)})`}</summary>
        <ul className="files">
          {transfer.files.map((file) => (
            <TransferLine
              key={file.documentId}
              file={file}
              onRemove={() =>
                void leaveOut(transfer.draftId, file.documentId).catch((thrown: unknown) => sayFailure(Failure.of(thrown)))
              }
            />
          ))}
        </ul>
      </details>
      <Notice>
        {t`Once submitted, this batch will be processed according to your plan settings.`}{' '}
        {t`Until then the draft is kept until ${dateTime(transfer.expiresAt)}.`}
      </Notice>
    </>
  );
}
