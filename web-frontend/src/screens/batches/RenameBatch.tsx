import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshBatches, renameBatch } from '@/api/acts';
import type { Batch } from '@/api/client';
import type { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { TextField } from '@/kit/Field';
import { FailureNotice } from '@/kit/State';

/** A batch gets another name, or none. */
export function RenameBatch({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [name, setName] = useState(batch.name ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  async function rename() {
    const failed = await renameBatch(batch.id, name);
    setFailure(failed);
    if (!failed) {
      refreshBatches(client);
      onClose();
    }
  }
  return (
    <Dialog title={t`Rename batch`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <TextField label={t`Name`} hint={t`Leave it empty for none`} value={name} onChange={setName} maxLength={255} autoFocus />
        {failure && <FailureNotice failure={failure} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" look="primary">{t`Rename`}</Button>
        </div>
      </form>
    </Dialog>
  );
}
