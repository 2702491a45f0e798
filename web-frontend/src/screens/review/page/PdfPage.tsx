import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import type { Place } from '../data/fields';
import type { TextLayer as TextLayerClass } from './pdf';
import { Boxes } from './Boxes';
import { clickedWord, selectedIn } from './words';

/** A page of a PDF, with its text over it to be selected. */
export function PdfPage(props: {
  pdf: PDFDocumentProxy;
  textLayer: typeof TextLayerClass;
  page: number;
  turn: number;
  width: number;
  zoom: number;
  places: Place[];
  searched: string;
  label: string;
  onText: (text: string) => void;
  onFound: (count: number) => void;
  onFailure: (failure: unknown) => void;
}) {
  const { pdf, textLayer: Layer, page: number, turn, width, zoom, searched, onFound, onFailure } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0, points: [1, 1] as [number, number] });
  const [drawn, setDrawn] = useState(0);
  const failed = useRef(onFailure);
  const found = useRef(onFound);
  useEffect(() => {
    failed.current = onFailure;
    found.current = onFound;
  });

  useEffect(() => {
    let isCurrent = true;
    let stop = () => {};
    async function draw() {
      const page = await pdf.getPage(number);
      if (!isCurrent || !canvas.current || !text.current) {
        return;
      }
      const rotation = (page.rotate + turn) % 360;
      const unscaled = page.getViewport({ scale: 1, rotation });
      const scale = (width * zoom) / unscaled.width;
      const viewport = page.getViewport({ scale, rotation });
      const density = Math.min(devicePixelRatio || 1, 2);
      const surface = canvas.current;
      surface.width = Math.floor(viewport.width * density);
      surface.height = Math.floor(viewport.height * density);
      setSize({ width: viewport.width, height: viewport.height, points: [unscaled.width, unscaled.height] });
      const picture = page.render({ canvas: surface, viewport, transform: [density, 0, 0, density, 0, 0] });
      text.current.replaceChildren();
      text.current.style.setProperty('--total-scale-factor', String(scale));
      const layer = new Layer({ textContentSource: page.streamTextContent(), container: text.current, viewport });
      stop = () => {
        picture.cancel();
        layer.cancel();
      };
      await picture.promise;
      await layer.render();
      if (isCurrent) {
        setDrawn((times) => times + 1);
      }
    }
    draw().catch((thrown: unknown) => isCurrent && failed.current(thrown));
    return () => {
      isCurrent = false;
      stop();
    };
  }, [pdf, Layer, number, turn, width, zoom]);

  useEffect(() => {
    const spans = [...(text.current?.querySelectorAll('span') ?? [])];
    const wanted = searched.trim().toLowerCase();
    const hits = spans.filter((span) => {
      const isHit = wanted !== '' && (span.textContent ?? '').toLowerCase().includes(wanted);
      span.classList.toggle('found', isHit);
      return isHit;
    });
    hits[0]?.scrollIntoView({ block: 'center', inline: 'nearest' });
    found.current(hits.length);
  }, [searched, drawn]);

  return (
    <div className="page-sheet" style={{ width: size.width || width, height: size.height || width * 1.41 }} data-drawn={drawn > 0 || undefined}>
      <canvas ref={canvas} aria-label={props.label} role="img" />
      <div
        ref={text}
        className="page-text"
        onMouseUp={(event) => {
          const chosen = selectedIn(event.currentTarget) ?? clickedWord(event.clientX, event.clientY);
          if (chosen !== null && event.button === 0) {
            props.onText(chosen);
          }
        }}
      />
      <Boxes places={props.places} page={number} size={size.points} turn={turn} />
    </div>
  );
}
