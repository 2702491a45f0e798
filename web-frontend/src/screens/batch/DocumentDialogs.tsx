import { Trans, useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { deleteDocuments, refreshBatches } from '@/api/acts';
import { say } from '@/kit/Toasts';
import { ExportOf } from '../exports/ExportOf';
import type { Document } from './summary';

const Confirm = lazy(() => import('@/kit/Confirm').then((file) => ({ default: file.Confirm })));
const RedoDialog = lazy(() => import('./RedoDialog').then((file) => ({ default: file.RedoDialog })));

export type Act = 'redo' | 'delete' | 'export';

/** What is asked before an act on documents. */
export function DocumentDialogs(props: { act: Act; documents: Document[]; onClose: () => void; onDone: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { act, documents, onClose, onDone } = props;
  const ids = documents.map((document) => document.id);
  const count = documents.length;
  if (act === 'export') {
    return <ExportOf of={{ documentIds: ids }} onClose={onClose} />;
  }
  return (
    <Suspense>
      {act === 'redo' ? (
        <RedoDialog documents={documents} onClose={onClose} onDone={onDone} />
      ) : (
        <Confirm
          title={count === 1 ? t`Delete ${documents[0]?.filename ?? ''}?` : t`Delete ${count} documents?`}
          act={plural(count, { one: 'Delete # document and its data', other: 'Delete # documents and their data' })}
          onClose={onClose}
          onAct={async () => {
            const failure = await deleteDocuments(ids);
            if (!failure) {
              say(plural(count, { one: '# document was deleted', other: '# documents were deleted' }));
              refreshBatches(client);
              onDone();
            }
            return failure;
          }}
        >
          <Trans>Files, extracted data, and exports that contain them are deleted for good. Pages that were charged stay charged.</Trans>
        </Confirm>
      )}
    </Suspense>
  );
}
