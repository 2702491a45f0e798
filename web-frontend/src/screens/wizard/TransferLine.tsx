import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { memo } from 'react';
import { Meter } from '@/kit/Progress';
import { sentenceOf } from '@/texts/codes';
import { percent } from '@/texts/format';
import type { TransferFile } from '@/transfers/transfer';
import { FileLine } from './FileLine';

interface Props {
  file: TransferFile;
  onRemove: () => void;
}

/** A file of a draft and how far it has come. It is drawn again only when it moved. */
export const TransferLine = memo(
  function TransferLine({ file, onRemove }: Props) {
    const { t } = useLingui();
    const { name, size, state, offset, pages, code, detail } = file;
    const problem = state === 'rejected' || state === 'failed' ? sentenceOf(code ?? '', detail ?? '') : undefined;
    return (
      <FileLine name={name} size={size} problem={problem} onRemove={onRemove}>
        <span className="file-state small" data-state={state}>
          {state === 'waiting' && t`Waiting`}
          {state === 'missing' && t`Not here`}
          {(state === 'rejected' || state === 'failed') && <CircleAlert size={15} aria-hidden />}
          {state === 'rejected' && t`Rejected`}
          {state === 'failed' && t`Stopped`}
          {state === 'sending' && (
            <>
              <Meter label={t`${name}: ${percent(offset / size)} sent`} value={offset} of={size} look="progress" />
              {percent(offset / size)}
            </>
          )}
          {state === 'received' && (
            <>
              <CircleCheck size={15} aria-hidden />
              {pages === null ? t`Arrived` : plural(pages, { one: '# page', other: '# pages' })}
            </>
          )}
        </span>
      </FileLine>
    );
  },
  (before, after) => before.file === after.file,
);
