import { GlobalWorkerOptions, getDocument, type PDFDocumentLoadingTask, PDFWorker, TextLayer } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { CMapFiles, FontFiles } from './resources';

GlobalWorkerOptions.workerSrc = workerUrl;

/** One worker for all documents of this tab. */
const worker = new PDFWorker();

export { TextLayer };

/** Opens a PDF in the worker. WebAssembly is left out: the page's policy forbids it, and what replaces it is fast enough. */
export function openPdf(data: ArrayBuffer): PDFDocumentLoadingTask {
  return getDocument({
    data,
    worker,
    CMapReaderFactory: CMapFiles,
    StandardFontDataFactory: FontFiles,
    useWorkerFetch: false,
    useWasm: false,
    wasmUrl: '/assets/',
    isEvalSupported: false,
    enableXfa: false,
  });
}
