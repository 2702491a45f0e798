import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { CheckCheck, Download, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { confirmDocuments, refreshBatches } from '@/api/acts';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { say, sayFailure } from '@/kit/Toasts';
import { type Act, DocumentDialogs } from './DocumentDialogs';
import { type Document, canRedo, hasData } from './summary';

/** What can be done with the chosen documents. */
export function SelectionBar({ documents, onClear }: { documents: Document[]; onClear: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const withData = documents.filter(hasData);
  const open = withData.filter((document) => document.status === 'completed');

  async function confirm(ids: string[], includeAttention: boolean) {
    try {
      const { confirmed, skipped } = await confirmDocuments(ids, includeAttention);
      const doubtful = skipped.filter((one) => one.code === 'needs_attention').map((one) => one.documentId);
      const done = plural(confirmed.length, { one: '# document confirmed', other: '# documents confirmed' });
      if (doubtful.length > 0) {
        say(t`${done}; ${plural(doubtful.length, { one: '# has warnings', other: '# have warnings' })}`, {
          label: t`Confirm those too`,
          onPress: () => void confirm(doubtful, true),
        });
      } else {
        say(done);
        onClear();
      }
      refreshBatches(client);
    } catch (thrown) {
      sayFailure(Failure.of(thrown));
    }
  }

  return (
    <div className="selection-bar" role="toolbar" aria-label={t`Chosen documents`}>
      <strong>{plural(documents.length, { one: '# selected', other: '# selected' })}</strong>
      <Button onPress={() => setAct('redo')} isDisabled={!documents.some(canRedo)}>
        <RotateCcw aria-hidden />
        {t`Redo Files`}
      </Button>
      <Button look="danger" onPress={() => setAct('delete')}>
        <Trash2 aria-hidden />
        {t`Delete Files`}
      </Button>
      <Button onPress={() => setAct('export')} isDisabled={withData.length === 0}>
        <Download aria-hidden />
        {t`Export As…`}
      </Button>
      <Button isDisabled={open.length === 0} onPress={() => void confirm(open.map((document) => document.id), false)}>
        <CheckCheck aria-hidden />
        {t`Confirm`}
      </Button>
      <Button look="quiet" icon aria-label={t`Clear the selection`} onPress={onClear}>
        <X aria-hidden />
      </Button>
      {act && (
        <DocumentDialogs act={act} documents={act === 'export' ? withData : documents} onClose={() => setAct(null)} onDone={onClear} />
      )}
    </div>
  );
}
