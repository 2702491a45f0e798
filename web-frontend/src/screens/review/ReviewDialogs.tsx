import { useLingui } from '@lingui/react/macro';
import type { Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Confirm } from '@/kit/Confirm';
import { say } from '@/kit/Toasts';
import { useSession } from '@/session/session';
import { type Loaded, deleteDocument } from './api';
import { Conflict } from './Conflict';
import type { Operation } from './data/patch';
import type { Value } from '@/api/value';
import { keepDraft } from './drafts';
import { History } from './History';
import { KeysHelp } from './KeysHelp';
import { RedoDialog } from './RedoDialog';

export type Open = 'redo' | 'history' | 'delete' | 'keys' | 'export';

/** What opens over a review. */
export function ReviewDialogs({ open, document, conflict, onMerge, onClose, onDeleted }: {
  open: Open | null;
  document: Api['DocumentView'];
  conflict: { before: Value; mine: Value; theirs: Loaded } | null;
  onMerge: (operations: Operation[]) => void;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { t } = useLingui();
  const user = useSession()?.user.id;
  const name = document.filename ?? document.id;
  const editor = conflict?.theirs.view.editedBy ?? null;
  const by = editor === user ? null : editor;
  async function remove() {
    try {
      await deleteDocument(document.id);
    } catch (thrown) {
      return Failure.of(thrown);
    }
    keepDraft(document.id, { version: 0, edit: 0, operations: [] });
    say(t`${name} was deleted.`);
    onDeleted();
    return null;
  }
  if (conflict) {
    return (
      <Conflict before={conflict.before} mine={conflict.mine} theirs={conflict.theirs.data} by={by} onMerge={onMerge} onClose={onClose} />
    );
  }
  switch (open) {
    case 'redo':
      return <RedoDialog document={document} onClose={onClose} />;
    case 'history':
      return <History documentId={document.id} onClose={onClose} />;
    case 'keys':
      return <KeysHelp onClose={onClose} />;
    case 'delete':
      return (
        <Confirm title={t`Delete ${name}`} act={t`Delete the document and its data`} onAct={remove} onClose={onClose}>
          {t`The file, its data with all versions, and every export that contains it are deleted for good.`}
        </Confirm>
      );
    default:
      return null;
  }
}
