import { useEffect, useRef } from 'react';
import type { Place } from '../data/fields';

/** Where the focused field stands on the page; the first box is brought into view. Boxes are in points of the page as it is stored. */
export function Boxes({ places, page, size: [width, height], turn }: { places: Place[]; page: number; size: [number, number]; turn: number }) {
  const first = useRef<HTMLDivElement>(null);
  const here = places.filter((place) => place.page === page);
  const key = JSON.stringify(here);
  useEffect(() => {
    first.current?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [key, width]);
  return (
    <>
      {here.map((place, index) => {
        const [left, top, right, bottom] = turned(place.box, turn, width, height);
        return (
          <div
            key={index}
            ref={index === 0 ? first : null}
            className="page-box"
            title={place.text}
            style={{
              left: `${(100 * left) / width}%`,
              top: `${(100 * top) / height}%`,
              width: `${(100 * (right - left)) / width}%`,
              height: `${(100 * (bottom - top)) / height}%`,
            }}
          />
        );
      })}
    </>
  );
}

/** A box of the upright page, as it stands on the turned one, whose size is given. */
export function turned([left, top, right, bottom]: Place['box'], turn: number, width: number, height: number): Place['box'] {
  switch (turn) {
    case 90:
      return [width - bottom, left, width - top, right];
    case 180:
      return [width - right, height - bottom, width - left, height - top];
    case 270:
      return [top, height - right, bottom, height - left];
    default:
      return [left, top, right, bottom];
  }
}
