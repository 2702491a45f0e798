import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useEffect, useState } from 'react';
import { refreshBatches, renameBatch } from '@/api/acts';
import type { Batch } from '@/api/client';
import { Button } from '@/kit/Button';
import { sayFailure } from '@/kit/Toasts';

/** The name of a batch, edited in place: Enter keeps it, Escape does not. */
export function BatchTitle({ batch, editing, onEditing }: { batch: Batch; editing: boolean; onEditing: (editing: boolean) => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [name, setName] = useState('');
  useEffect(() => {
    if (editing) {
      setName(batch.name ?? '');
    }
  }, [editing, batch.name]);
  async function keep() {
    onEditing(false);
    if (name.trim() !== (batch.name ?? '')) {
      const failure = await renameBatch(batch.id, name);
      if (failure) {
        sayFailure(failure);
      }
      refreshBatches(client);
    }
  }
  if (!editing) {
    return (
      <>
        <h1 className="cut">{batch.name || t`Untitled Batch`}</h1>
        <Button look="quiet" icon aria-label={t`Rename`} onPress={() => onEditing(true)}>
          <Pencil aria-hidden />
        </Button>
      </>
    );
  }
  return (
    <>
      <h1 className="visually-hidden">{batch.name || t`Untitled Batch`}</h1>
      <input
        className="input batch-name"
        aria-label={t`Name`}
        autoFocus
        maxLength={255}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.currentTarget.blur();
          } else if (event.key === 'Escape') {
            onEditing(false);
          }
        }}
      />
    </>
  );
}
