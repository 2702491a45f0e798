import './prompts.css';
import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MessageSquareText, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { Confirm } from '@/kit/Confirm';
import { FailureState, Skeleton, State } from '@/kit/State';
import { say } from '@/kit/Toasts';
import { useTitle } from '@/kit/useTitle';
import { ago } from '@/texts/format';
import { promptsQuery } from './api';
import { PromptDialog } from './PromptDialog';

type SavedPrompt = Api['SavedPrompt'];

/** The user's prompts, by name. */
export function Prompts() {
  const { t } = useLingui();
  useTitle(t`Prompts`);
  const client = useQueryClient();
  const prompts = useQuery(promptsQuery);
  const [edited, setEdited] = useState<SavedPrompt | 'new' | null>(null);
  const [deleted, setDeleted] = useState<SavedPrompt | null>(null);
  const items = prompts.data?.items ?? [];
  const add = (
    <Button look="primary" onPress={() => setEdited('new')}>
      <Plus aria-hidden />
      {t`New prompt`}
    </Button>
  );
  async function remove(prompt: SavedPrompt) {
    try {
      await answer(api.DELETE('/api/v1/prompts/{id}', { params: { path: { id: prompt.id } } }));
    } catch (thrown) {
      return Failure.of(thrown);
    }
    await client.invalidateQueries({ queryKey: promptsQuery.queryKey });
    say(t`${prompt.name} was deleted.`);
    return null;
  }
  return (
    <>
      <div className="screen-head">
        <h1 className="grow">{t`Prompts`}</h1>
        {items.length > 0 && add}
      </div>
      <div className="screen-body">
        {prompts.isPending && <Skeleton lines={6} />}
        {prompts.isError && <FailureState failure={prompts.error} onRetry={() => void prompts.refetch()} />}
        {prompts.isSuccess && items.length === 0 && (
          <State icon={MessageSquareText} title={t`No prompts yet`}>
            <p>{t`Keep what you ask for again and again under a name, and choose it in a new batch. A batch keeps the text that it was submitted with.`}</p>
            {add}
          </State>
        )}
        <ul className="prompts">
          {items.map((prompt) => (
            <li key={prompt.id} className="card prompt">
              <div className="line">
                <h2 className="grow cut">{prompt.name}</h2>
                <span className="small muted">{t`changed ${ago(prompt.updatedAt)}`}</span>
                <Button look="quiet" icon aria-label={t`Edit ${prompt.name}`} onPress={() => setEdited(prompt)}>
                  <Pencil aria-hidden />
                </Button>
                <Button look="quiet" icon aria-label={t`Delete ${prompt.name}`} onPress={() => setDeleted(prompt)}>
                  <Trash2 aria-hidden />
                </Button>
              </div>
              <p className="prompt-text">{prompt.prompt}</p>
              <Link className="button" to="/batches/new" search={{ prompt: prompt.id }} aria-label={t`Use in a new batch: ${prompt.name}`}>
                {t`Use in a new batch`}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      {edited && <PromptDialog prompt={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {deleted && (
        <Confirm title={t`Delete ${deleted.name}`} act={t`Delete the prompt`} onAct={() => remove(deleted)} onClose={() => setDeleted(null)}>
          {t`Batches that were submitted with its text stay as they are.`}
        </Confirm>
      )}
    </>
  );
}
