import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { answer, api, objectUrl } from '@/api/client';
import { type Value, isRow, read } from '@/api/value';
import { Button } from '@/kit/Button';
import { FailureState, Notice, Skeleton } from '@/kit/State';
import { DataView } from './DataView';
import { DocumentStatus, errorOf } from './columns';
import { type Document, hasData, summaryOf } from './summary';

/** The data of a document beside the list; Escape closes it. */
export function Panel({ document, onClose }: { document: Document; onClose: () => void }) {
  const { t } = useLingui();
  const readable = hasData(document);
  const data = useQuery({ queryKey: ['data', document.id, 'panel'], queryFn: ({ signal }) => dataOf(document.id, signal), enabled: readable });
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [onClose]);
  const error = errorOf(document);
  return (
    <aside className="panel" aria-label={t`Data of ${document.filename ?? ''}`}>
      <div className="line">
        <h2 className="cut grow">{document.filename}</h2>
        <Button look="quiet" icon aria-label={t`Close`} onPress={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <DocumentStatus document={document} />
      {error && <Notice look="failed">{error}</Notice>}
      {summaryOf(document).warnings.map((warning) => (
        <Notice key={warning} look="warning">
          {warning}
        </Notice>
      ))}
      {document.pages != null && <FirstPage id={document.id} />}
      {readable && data.isPending && <Skeleton lines={8} />}
      {data.isError && <FailureState failure={data.error} onRetry={() => void data.refetch()} />}
      {data.data !== undefined && <DataView data={data.data} />}
    </aside>
  );
}

/** The current version; numbers keep their digits. */
async function dataOf(id: string, signal: AbortSignal): Promise<Value> {
  const json = await answer(api.GET('/api/v1/documents/{id}/data', { signal, params: { path: { id } }, parseAs: 'text' }));
  const view = read(json as unknown as string);
  return (isRow(view) ? view['data'] : null) ?? null;
}

/** A small picture of page one; without it where the page cannot be drawn. */
function FirstPage({ id }: { id: string }) {
  const { t } = useLingui();
  const picture = useQuery({
    queryKey: ['picture', id, 1, 360],
    queryFn: ({ signal }) => objectUrl(`/api/v1/documents/${id}/pages/1?width=360`, signal),
    staleTime: Infinity,
    retry: false,
  });
  return picture.isError ? null : (
    <div className="first-page">{picture.data && <img src={picture.data} alt={t`Page 1`} width="360" />}</div>
  );
}
