import './review.css';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '@/api/client';
import { Button } from '@/kit/Button';
import { FailureState, Skeleton, State } from '@/kit/State';
import { useTitle } from '@/kit/useTitle';
import { sentenceOf } from '@/texts/codes';
import { documentQuery, exactDataQuery } from './api';
import { Header } from './Header';
import { useKeys } from './keys';
import { PagePane } from './page/PagePane';
import { usePageView } from './page/view';
import { type Open, ReviewDialogs } from './ReviewDialogs';
import { useRestored } from './useEdits';
import { useWays } from './useWays';
import { Workplace } from './Workplace';

const route = getRouteApi('/frame/review/$documentId' as never);

/** A document and its data, to be looked at, corrected and confirmed. */
export function Review() {
  const { documentId } = route.useParams() as { documentId: string };
  const document = useQuery(documentQuery(documentId));
  useTitle(document.data?.filename ?? undefined);
  if (document.isPending) {
    return <Waiting />;
  }
  if (document.isError) {
    return <FailureState failure={document.error} onRetry={() => void document.refetch()} />;
  }
  // Each document begins with a state of its own.
  return ['completed', 'confirmed'].includes(document.data.status) ? (
    <WithData key={documentId} document={document.data} />
  ) : (
    <WithoutData key={documentId} document={document.data} />
  );
}

function Waiting() {
  return (
    <div className="review">
      <div className="review-body">
        <Skeleton lines={10} />
      </div>
    </div>
  );
}

function WithData({ document }: { document: Api['DocumentView'] }) {
  const data = useQuery(exactDataQuery(document.id));
  const { isPending, restored, failure, retry } = useRestored(document.id, data.data);
  if (data.isError && !data.data) {
    return <FailureState failure={data.error} onRetry={() => void data.refetch()} />;
  }
  if (failure) {
    return <FailureState failure={failure} onRetry={retry} />;
  }
  return isPending || !data.data ? <Waiting /> : <Workplace document={document} current={data.data} restored={restored} />;
}

/** A document whose extraction runs, failed or was cancelled: its page, and what can be done. */
function WithoutData({ document }: { document: Api['DocumentView'] }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<Open | null>(null);
  const view = usePageView(document.pages ?? 1);
  const ways = useWays(document.batchId, document.id);
  const isEnded = document.status === 'failed' || document.status === 'cancelled';
  const hasFile = document.mimeType != null;
  useKeys({
    '[': () => ways.previous?.(),
    ']': () => ways.next?.(),
    r: () => void (isEnded && hasFile && setOpen('redo')),
    '+': view.zoomIn,
    '-': view.zoomOut,
    '0': view.fit,
    '?': () => setOpen('keys'),
  });
  return (
    <div className="review" data-view="fields">
      <Header
        document={document}
        status={document.status}
        left={ways.left}
        busy={false}
        acts={{
          previous: ways.previous,
          next: ways.next,
          save: null,
          reset: null,
          confirm: null,
          withdraw: null,
          history: null,
          redo: isEnded && hasFile ? () => setOpen('redo') : null,
          export: null,
          delete: () => setOpen('delete'),
          keys: () => setOpen('keys'),
        }}
      />
      <div className={`review-body ${hasFile ? '' : 'is-single'}`}>
        {hasFile && <PagePane document={document} view={view} places={[]} onText={() => {}} />}
        <section className="fields" aria-label={t`Fields`}>
          {isEnded ? (
            <State icon={TriangleAlert} title={document.status === 'failed' ? t`The document could not be extracted` : t`The document was cancelled`}>
              {document.errorCode && <p>{sentenceOf(document.errorCode, document.errorMessage ?? '')}</p>}
              {hasFile && <Button look="primary" onPress={() => setOpen('redo')}>{t`Redo…`}</Button>}
              {document.errorCode && <span className="reference">{document.errorCode}</span>}
            </State>
          ) : (
            <State icon={LoaderCircle} title={t`The document is being extracted`}>
              <p>{t`Its data appear here by themselves.`}</p>
            </State>
          )}
        </section>
      </div>
      <ReviewDialogs open={open} document={document} conflict={null} onMerge={() => {}} onClose={() => setOpen(null)} onDeleted={ways.onward} />
    </div>
  );
}
