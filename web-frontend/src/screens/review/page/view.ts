import { useState } from 'react';

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/** What is seen of a document's pages: which one, how large (1 fills the width), how it is turned. */
export interface PageView {
  page: number;
  pages: number;
  zoom: number;
  turn: number;
  isSearching: boolean;
  go: (page: number) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
  turnRight: () => void;
  search: (on: boolean) => void;
}

export function usePageView(pages: number): PageView {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [isSearching, search] = useState(false);
  return {
    page,
    pages,
    zoom,
    turn,
    isSearching,
    go: (wanted) => setPage(Math.min(Math.max(1, wanted), Math.max(1, pages))),
    zoomIn: () => setZoom((now) => ZOOMS.find((next) => next > now) ?? now),
    zoomOut: () => setZoom((now) => ZOOMS.findLast((next) => next < now) ?? now),
    fit: () => setZoom(1),
    turnRight: () => setTurn((now) => (now + 90) % 360),
    search,
  };
}
