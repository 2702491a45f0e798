import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { Failure } from '@/api/failure';
import { CheckField } from '@/kit/Field';
import { FailureNotice, FailureState, Skeleton } from '@/kit/State';
import { learningQuery } from './api';

/** Whether what a person corrects may improve their next documents; off until they turn it on. */
export function Learning() {
  const { t } = useLingui();
  const client = useQueryClient();
  const learning = useQuery(learningQuery);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (learning.isPending) {
    return <Skeleton lines={2} />;
  }
  if (learning.isError) {
    return <FailureState failure={learning.error} onRetry={() => void learning.refetch()} />;
  }
  async function change(enabled: boolean) {
    setFailure(null);
    client.setQueryData(learningQuery.queryKey, (known) => known && { ...known, enabled });
    try {
      client.setQueryData(learningQuery.queryKey, await answer(api.PUT('/api/v1/settings/learning', { body: { enabled } })));
    } catch (thrown) {
      setFailure(Failure.of(thrown));
      void learning.refetch();
    }
  }
  return (
    <>
      <CheckField label={t`Learn from what I correct`} checked={learning.data.enabled} onChange={(on) => void change(on)} />
      <p className="small muted">{t`What you correct is then given to the model with further documents of the same layout, for your account only. Turning it off deletes the examples.`}</p>
      {failure && <FailureNotice failure={failure} />}
    </>
  );
}
