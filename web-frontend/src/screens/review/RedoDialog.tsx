import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { TextArea } from '@/kit/Field';
import { Select } from '@/kit/Select';
import { FailureNotice, Skeleton } from '@/kit/State';
import { say } from '@/kit/Toasts';
import { number } from '@/texts/format';
import { DOCUMENT_TYPES, typeName } from '@/texts/names';
import { documentQuery, redo } from './api';

/** Extracts a document again: as before, with another prompt, or as another type. */
export function RedoDialog({ document, onClose }: { document: Api['DocumentView']; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  // What the screen has may be the beginning of a prompt only.
  const whole = useQuery({ ...documentQuery(document.id), staleTime: 0 });
  const isReady = whole.isFetchedAfterMount && !whole.isError;
  const before = whole.data?.prompt ?? '';
  const [typed, setPrompt] = useState<string | null>(null);
  const prompt = typed ?? before;
  const [type, setType] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const pages = document.pages ?? 1;
  async function start() {
    setBusy(true);
    setFailure(null);
    try {
      await redo(document.id, type ? { documentType: type } : prompt.trim() && prompt !== before ? { prompt } : {});
      await client.invalidateQueries({ queryKey: ['document', document.id] });
      say(t`${document.filename ?? ''} is extracted again. Earlier results are kept.`);
      onClose();
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
    setBusy(false);
  }
  return (
    <Dialog title={t`Redo ${document.filename ?? ''}`} onClose={onClose}>
      <Select
        label={t`Type`}
        value={type}
        onChange={setType}
        choices={[{ value: '', label: t`As the prompt says` }, ...DOCUMENT_TYPES.map((value) => ({ value, label: typeName(value) }))]}
      />
      {type === '' && !isReady ? (
        whole.isError ? <FailureNotice failure={Failure.of(whole.error)} /> : <Skeleton lines={3} />
      ) : type === '' ? (
        <TextArea label={t`Prompt`} value={prompt} onChange={setPrompt} maxLength={20000} hint={t`Unchanged, the document is extracted as before.`} />
      ) : (
        <p className="muted">{t`The default prompt of this type is used.`}</p>
      )}
      <p className="small muted">{pages === 1 ? t`One page is charged again.` : t`${number(pages)} pages are charged again.`}</p>
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-actions">
        <Button onPress={onClose}>{t`Cancel`}</Button>
        <Button look="primary" isPending={busy} isDisabled={type === '' && !isReady} onPress={() => void start()}>{t`Redo`}</Button>
      </div>
    </Dialog>
  );
}
