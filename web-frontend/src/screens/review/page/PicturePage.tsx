import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { objectUrl } from '@/api/client';
import { FailureState, Skeleton } from '@/kit/State';
import type { Place } from '../data/fields';
import { Boxes } from './Boxes';

/** A page that is a picture: the file itself, or the page as the system draws it. */
export function PicturePage({ path, page, turn, width, zoom, places, label }: {
  path: string;
  page: number;
  turn: number;
  width: number;
  zoom: number;
  places: Place[];
  label: string;
}) {
  const picture = useQuery({ queryKey: ['picture', path], queryFn: ({ signal }) => objectUrl(path, signal), staleTime: Infinity, gcTime: 0 });
  const [natural, setNatural] = useState<[number, number]>([1, 1.41]);
  const url = picture.data;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  if (picture.isPending) {
    return <Skeleton lines={8} />;
  }
  if (picture.isError) {
    return <FailureState failure={picture.error} onRetry={() => void picture.refetch()} />;
  }
  const isSideways = turn % 180 !== 0;
  const [across, down] = isSideways ? [natural[1], natural[0]] : natural;
  const shown = { width: width * zoom, height: (width * zoom * down) / across };
  return (
    <div className="page-sheet" style={shown} data-drawn={natural[0] > 1 || undefined}>
      <img
        src={url}
        alt={label}
        draggable={false}
        style={{
          width: isSideways ? shown.height : shown.width,
          height: isSideways ? shown.width : shown.height,
          transform: `translate(-50%, -50%) rotate(${turn}deg)`,
        }}
        onLoad={(event) => setNatural([event.currentTarget.naturalWidth, event.currentTarget.naturalHeight])}
      />
      <Boxes places={places} page={page} size={[across, down]} turn={turn} />
    </div>
  );
}
