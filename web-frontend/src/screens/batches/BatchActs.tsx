import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Ban, Download, FolderOpen, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { type RefObject, Suspense, lazy, useState } from 'react';
import { cancelBatch, deleteBatch, failedDocuments, redoDocuments, refreshBatches } from '@/api/acts';
import type { Batch } from '@/api/client';
import { Failure } from '@/api/failure';
import { Menu } from '@/kit/Menu';
import { say, sayFailure } from '@/kit/Toasts';
import { ExportOf } from '../exports/ExportOf';
import { batchName } from './columns';

const RenameBatch = lazy(() => import('./RenameBatch').then((file) => ({ default: file.RenameBatch })));
const DeleteBatch = lazy(() => import('@/kit/Confirm').then((file) => ({ default: file.Confirm })));

interface Props {
  batch: Batch | null;
  at: RefObject<Element | null>;
  onClose: () => void;
  onOpen?: (batch: Batch) => void;
  onRename?: () => void;
  onDeleted?: () => void;
}

/** The menu of a batch, and what it opens. */
export function BatchActs({ batch, at, onClose, onOpen, onRename, onDeleted }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<{ kind: 'rename' | 'delete' | 'export'; batch: Batch } | null>(null);

  async function done(act: Promise<Failure | null>, message: string) {
    const failure = await act;
    if (failure) {
      sayFailure(failure);
    } else {
      say(message);
      refreshBatches(client);
    }
  }

  async function redoFailed(of: Batch) {
    try {
      const documentIds = await failedDocuments(of.id);
      await done(redoDocuments({ documentIds }), plural(documentIds.length, { one: '# document is extracted again', other: '# documents are extracted again' }));
    } catch (thrown) {
      sayFailure(Failure.of(thrown));
    }
  }

  const running = batch !== null && !batch.completedAt && !batch.cancelRequested;
  return (
    <>
      <Menu
        label={t`Actions`}
        at={at}
        isOpen={batch !== null}
        onClose={onClose}
        entries={
          batch === null
            ? []
            : [
                ...(onOpen ? [{ id: 'open', label: t`View details`, icon: FolderOpen, act: () => onOpen(batch) }] : []),
                { id: 'rename', label: t`Rename`, icon: Pencil, act: () => (onRename ? onRename() : setDialog({ kind: 'rename', batch })) },
                {
                  id: 'cancel',
                  label: t`Cancel`,
                  icon: Ban,
                  disabled: !running,
                  act: () => void done(cancelBatch(batch.id), t`The batch is being cancelled; what is done stays`),
                },
                {
                  id: 'export',
                  label: t`Export`,
                  icon: Download,
                  disabled: batch.completedCount === 0,
                  act: () => setDialog({ kind: 'export', batch }),
                },
                { id: 'redo', label: t`Redo failed`, icon: RotateCcw, disabled: batch.failedCount === 0 || running, act: () => void redoFailed(batch) },
                { id: 'delete', label: t`Delete batch`, icon: Trash2, danger: true, act: () => setDialog({ kind: 'delete', batch }) },
              ]
        }
      />
      <Suspense>
        {dialog?.kind === 'rename' && <RenameBatch batch={dialog.batch} onClose={() => setDialog(null)} />}
        {dialog?.kind === 'export' && <ExportOf of={{ batchId: dialog.batch.id }} onClose={() => setDialog(null)} />}
        {dialog?.kind === 'delete' && (
          <DeleteBatch
            title={t`Delete ${batchName(dialog.batch)}?`}
            act={plural(dialog.batch.documentCount, { one: 'Delete # document and its data', other: 'Delete # documents and their data' })}
            onClose={() => setDialog(null)}
            onAct={async () => {
              const failure = await deleteBatch(dialog.batch.id);
              if (!failure) {
                say(t`The batch was deleted`);
                refreshBatches(client);
                onDeleted?.();
              }
              return failure;
            }}
          >
            {t`Files, extracted data, and exports that contain them are deleted for good. Pages that were charged stay charged.`}
          </DeleteBatch>
        )}
      </Suspense>
    </>
  );
}
