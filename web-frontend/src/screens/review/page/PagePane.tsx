import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, Maximize2, RotateCw, Search, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type Api, authorized } from '@/api/client';
import { Failure } from '@/api/failure';
import { queryClient } from '@/api/queries';
import { Button } from '@/kit/Button';
import { FailureState, Skeleton } from '@/kit/State';
import { number, percent } from '@/texts/format';
import type { Place } from '../data/fields';
import { PdfPage } from './PdfPage';
import { PicturePage } from './PicturePage';
import type { PageView } from './view';

/** The document's pages beside the fields. */
export function PagePane({ document, view, places, onText }: {
  document: Api['DocumentView'];
  view: PageView;
  places: Place[];
  onText: (text: string) => void;
}) {
  const { t } = useLingui();
  const room = useRef<HTMLDivElement>(null);
  const width = useWidth(room);
  const [searched, setSearched] = useState('');
  const [found, setFound] = useState(0);
  const shown = view.isSearching ? searched : '';
  const label = t`Page ${number(view.page)} of ${document.filename ?? ''}`;
  return (
    <section className="page-pane" aria-label={t`Pages`}>
      <div className="page-tools">
        <Button look="quiet" icon aria-label={t`Previous page`} isDisabled={view.page <= 1} onPress={() => view.go(view.page - 1)}>
          <ChevronLeft aria-hidden />
        </Button>
        <span className="small" aria-live="polite">{t`Page ${number(view.page)} of ${number(view.pages)}`}</span>
        <Button look="quiet" icon aria-label={t`Next page`} isDisabled={view.page >= view.pages} onPress={() => view.go(view.page + 1)}>
          <ChevronRight aria-hidden />
        </Button>
        <span className="grow" />
        <Button look="quiet" icon aria-label={t`Zoom out`} onPress={view.zoomOut}>
          <ZoomOut aria-hidden />
        </Button>
        <span className="small">{percent(view.zoom)}</span>
        <Button look="quiet" icon aria-label={t`Zoom in`} onPress={view.zoomIn}>
          <ZoomIn aria-hidden />
        </Button>
        <Button look="quiet" icon aria-label={t`Fit the width`} onPress={view.fit}>
          <Maximize2 aria-hidden />
        </Button>
        <Button look="quiet" icon aria-label={t`Turn to the right`} onPress={view.turnRight}>
          <RotateCw aria-hidden />
        </Button>
        <Button look="quiet" icon aria-label={t`Search in the page`} onPress={() => view.search(!view.isSearching)}>
          <Search aria-hidden />
        </Button>
      </div>
      {view.isSearching && (
        <form className="page-search" role="search" onSubmit={(event) => event.preventDefault()}>
          <input
            autoFocus
            className="input"
            aria-label={t`Search in the page`}
            value={searched}
            onChange={(event) => setSearched(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && view.search(false)}
          />
          <span className="small" role="status">{shown.trim() !== '' && t`${number(found)} on this page`}</span>
          <Button look="quiet" icon aria-label={t`Close the search`} onPress={() => view.search(false)}>
            <X aria-hidden />
          </Button>
        </form>
      )}
      <div className="page-room" ref={room} tabIndex={0} role="region" aria-label={label}>
        {width > 0 &&
          (document.mimeType === 'application/pdf' ? (
            <Pdf document={document} view={view} width={width} places={places} label={label} searched={shown} onText={onText} onFound={setFound} />
          ) : (
            <PicturePage
              path={/^image\/(jpeg|png)$/.test(document.mimeType ?? '') ? `/api/v1/documents/${document.id}/content` : pagePath(document.id, view.page)}
              page={view.page}
              turn={view.turn}
              width={width}
              zoom={view.zoom}
              places={places}
              label={label}
            />
          ))}
      </div>
    </section>
  );
}

queryClient.getQueryCache().subscribe(({ type, query }) => {
  if (type === 'removed' && query.queryKey[0] === 'file') {
    void (query.state.data as Awaited<ReturnType<typeof openFile>> | undefined)?.pdf.loadingTask.destroy();
  }
});

function pagePath(id: string, page: number): string {
  return `/api/v1/documents/${id}/pages/${page}?width=1600`;
}

async function openFile(id: string, signal: AbortSignal) {
  const [{ openPdf, TextLayer }, response] = await Promise.all([
    import('./pdf'),
    authorized(new Request(new URL(`/api/v1/documents/${id}/content`, location.origin), { signal })).catch((thrown: unknown) => {
      throw Failure.of(thrown);
    }),
  ]);
  if (!response.ok) {
    throw Failure.ofAnswer(response, await response.json().catch(() => null));
  }
  const task = openPdf(await response.arrayBuffer());
  return { pdf: await task.promise, TextLayer };
}

/** A PDF that the browser cannot show is shown as the system draws it. */
function Pdf(props: {
  document: Api['DocumentView'];
  view: PageView;
  width: number;
  places: Place[];
  label: string;
  searched: string;
  onText: (text: string) => void;
  onFound: (count: number) => void;
}) {
  const { document, view, width, places, label } = props;
  const file = useQuery({ queryKey: ['file', document.id], queryFn: ({ signal }) => openFile(document.id, signal), staleTime: Infinity, gcTime: 60_000, retry: 1 });
  const [isUnreadable, setUnreadable] = useState(false);
  if (file.isPending) {
    return <Skeleton lines={8} />;
  }
  const failure = file.isError ? Failure.of(file.error) : null;
  if (failure && failure.code !== 'unknown_answer') {
    return <FailureState failure={failure} onRetry={() => void file.refetch()} />;
  }
  if (failure || isUnreadable || !file.data) {
    return <PicturePage path={pagePath(document.id, view.page)} page={view.page} turn={view.turn} width={width} zoom={view.zoom} places={places} label={label} />;
  }
  return (
    <PdfPage
      pdf={file.data.pdf}
      textLayer={file.data.TextLayer}
      page={Math.min(view.page, file.data.pdf.numPages)}
      turn={view.turn}
      width={width}
      zoom={view.zoom}
      places={places}
      searched={props.searched}
      label={label}
      onText={props.onText}
      onFound={props.onFound}
      onFailure={() => setUnreadable(true)}
    />
  );
}

/** The room for a page, without the space around it; drawn anew only when it changed by more than a scrollbar. */
function useWidth(room: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!room.current) {
      return;
    }
    const observer = new ResizeObserver(([entry]) => {
      const now = Math.floor((entry?.contentRect.width ?? 0) - 24);
      setWidth((known) => (Math.abs(known - now) > 20 ? now : known));
    });
    observer.observe(room.current);
    return () => observer.disconnect();
  }, [room]);
  return width;
}
