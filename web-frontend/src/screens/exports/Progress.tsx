import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Meter } from '@/kit/Progress';
import { FailureNotice, FailureState, Notice, Skeleton } from '@/kit/State';
import { StatusBadge } from '@/kit/Status';
import { bytes, number } from '@/texts/format';
import { sentenceOf } from '@/texts/codes';
import { exportQuery, isOpen } from './api';
import { download } from './download';

/** An export while it is built, and its file. */
export function Progress({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const found = useQuery(exportQuery(id));
  const [failure, setFailure] = useState<Failure | null>(null);
  if (found.isPending) {
    return <Skeleton lines={3} />;
  }
  if (found.isError) {
    return <FailureState failure={found.error} onRetry={() => void found.refetch()} />;
  }
  const made = found.data;
  const done = made.documentsDone;
  const of = made.documentsOf ?? 0;
  return (
    <>
      <div className="line" role="status">
        <StatusBadge status={made.status} />
        <span className="cut">{made.filename}</span>
      </div>
      {isOpen(made.status) && <Meter label={t`${number(done)} of ${number(of)} documents`} value={done} of={Math.max(1, of)} />}
      {made.status === 'failed' && <Notice look="failed">{sentenceOf(made.errorCode ?? 'export_failed', made.errorDetail ?? '')}</Notice>}
      {made.status === 'completed' && <Contents made={made} />}
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-actions">
        <Link className="button" to="/exports">{t`All exports`}</Link>
        <Button onPress={onClose}>{isOpen(made.status) ? t`Continue in the background` : t`Close`}</Button>
        {made.status === 'completed' && (
          <Button look="primary" autoFocus onPress={() => void download(made).then(() => setFailure(null), (thrown: unknown) => setFailure(Failure.of(thrown)))}>
            <Download aria-hidden />
            {t`Download`}
          </Button>
        )}
      </div>
    </>
  );
}

interface Manifest {
  skippedDocuments?: number;
  skipped?: { documentId: string; filename?: string; code: string }[];
}

function Contents({ made }: { made: Api['ExportView'] }) {
  const { t } = useLingui();
  const manifest = (made.manifest ?? {}) as Manifest;
  const skipped = manifest.skippedDocuments ?? manifest.skipped?.length ?? 0;
  return (
    <>
      <p>
        <Trans>
          Rows: {number(made.rows ?? 0)}, columns: {number(made.columns.length)}, {bytes(made.sizeBytes ?? 0)}
        </Trans>
      </p>
      {skipped > 0 && (
        <Notice look="warning">
          {skipped === 1 ? t`One document is not in the file:` : t`${number(skipped)} documents are not in the file:`}{' '}
          {[...new Set((manifest.skipped ?? []).map(({ code }) => (code === 'not_confirmed' ? t`not confirmed` : code === 'no_data' ? t`no data` : sentenceOf(code))))].join(', ')}
        </Notice>
      )}
    </>
  );
}
