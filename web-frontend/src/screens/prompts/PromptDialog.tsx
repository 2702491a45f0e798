import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { TextArea, TextField } from '@/kit/Field';
import { FailureNotice } from '@/kit/State';
import { number } from '@/texts/format';
import { promptsQuery } from './api';

const LONGEST = 20_000;

/** A prompt and its name, to be added or changed. */
export function PromptDialog({ prompt, onClose }: { prompt: Api['SavedPrompt'] | null; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [name, setName] = useState(prompt?.name ?? '');
  const [text, setText] = useState(prompt?.prompt ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function save() {
    setBusy(true);
    setFailure(null);
    const body = { name: name.trim(), prompt: text };
    try {
      await answer(
        prompt ? api.PUT('/api/v1/prompts/{id}', { params: { path: { id: prompt.id } }, body }) : api.POST('/api/v1/prompts', { body }),
      );
      await client.invalidateQueries({ queryKey: promptsQuery.queryKey });
      onClose();
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
    setBusy(false);
  }
  return (
    <Dialog title={prompt ? t`Edit ${prompt.name}` : t`New prompt`} onClose={onClose} wide>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={t`Name`} value={name} onChange={setName} required maxLength={255} autoFocus />
        <TextArea
          label={t`Prompt`}
          value={text}
          onChange={setText}
          rows={10}
          required
          maxLength={LONGEST}
          hint={t`${number(text.length)} of ${number(LONGEST)} characters`}
          placeholder={t`Extract the invoice number, the date and the total, and every line item with description, quantity and amount.`}
        />
        {failure && <FailureNotice failure={failure} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look="primary" isPending={busy} isDisabled={name.trim() === '' || text.trim() === ''}>{t`Save`}</Button>
        </div>
      </form>
    </Dialog>
  );
}
