import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { redoDocuments, refreshBatches } from '@/api/acts';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { RadioCards, TextArea } from '@/kit/Field';
import { Select } from '@/kit/Select';
import { FailureNotice, Skeleton } from '@/kit/State';
import { say } from '@/kit/Toasts';
import { DOCUMENT_TYPES, typeName } from '@/texts/names';
import { documentQuery } from '../review/api';
import { type Document, canRedo } from './summary';

type Way = 'same' | 'prompt' | 'type';

/** Extracts documents again: as before, with another prompt, or as a type; says what it costs. */
export function RedoDialog({ documents, onClose, onDone }: { documents: Document[]; onClose: () => void; onDone: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const possible = documents.filter(canRedo);
  const pages = possible.reduce((sum, document) => sum + (document.pages ?? 0), 0);
  const [way, setWay] = useState<Way>('same');
  const single = possible.length === 1 ? possible[0] : undefined;
  // Rows of lists and live events may have the beginning of a prompt only.
  const whole = useQuery({ ...documentQuery(single?.id ?? ''), enabled: single !== undefined, staleTime: 0 });
  const isReady = single === undefined || (whole.isFetchedAfterMount && !whole.isError);
  const [typed, setPrompt] = useState<string | null>(null);
  const prompt = typed ?? (single && whole.data?.prompt) ?? '';
  const [type, setType] = useState<(typeof DOCUMENT_TYPES)[number]>('invoice');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function redo() {
    setBusy(true);
    const failed = await redoDocuments({
      documentIds: possible.map((document) => document.id),
      ...(way === 'prompt' && { prompt: prompt.trim() }),
      ...(way === 'type' && { documentType: type }),
    });
    setBusy(false);
    setFailure(failed);
    if (!failed) {
      say(plural(possible.length, { one: '# document is extracted again', other: '# documents are extracted again' }));
      refreshBatches(client);
      onDone();
      onClose();
    }
  }
  return (
    <Dialog title={plural(possible.length, { one: 'Redo # document', other: 'Redo # documents' })} onClose={onClose}>
      <p>{plural(pages, { one: '# page is charged again when it succeeds; earlier results are kept.', other: '# pages are charged again when they succeed; earlier results are kept.' })}</p>
      <RadioCards
        label={t`How`}
        value={way}
        onChange={setWay}
        choices={[
          { value: 'same', label: t`As before`, hint: t`With the same prompt` },
          { value: 'prompt', label: t`Another prompt`, hint: t`Say what to extract` },
          { value: 'type', label: t`As a type`, hint: t`With the prompt of the type` },
        ]}
      />
      {way === 'prompt' && !isReady && (whole.isError ? <FailureNotice failure={Failure.of(whole.error)} /> : <Skeleton lines={3} />)}
      {way === 'prompt' && isReady && <TextArea label={t`Prompt`} value={prompt} onChange={setPrompt} maxLength={20_000} />}
      {way === 'type' && (
        <Select label={t`Type`} value={type} onChange={setType} choices={DOCUMENT_TYPES.map((value) => ({ value, label: typeName(value) }))} />
      )}
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-actions">
        <Button onPress={onClose}>{t`Cancel`}</Button>
        <Button
          look="primary"
          isPending={busy}
          isDisabled={possible.length === 0 || (way === 'prompt' && (!isReady || prompt.trim() === ''))}
          onPress={() => void redo()}
        >
          {t`Redo`}
        </Button>
      </div>
    </Dialog>
  );
}
