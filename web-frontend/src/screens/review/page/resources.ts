/** What pdf.js needs for fonts that a PDF names but does not have in it: files of this front end, by their names in pdf.js. */
const FONTS = import.meta.glob<string>('/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url', import: 'default', eager: true });
const CMAPS = import.meta.glob<string>('/node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true });

async function bytesOf(files: Record<string, string>, path: string): Promise<Uint8Array> {
  const url = files[path];
  if (url === undefined) {
    throw new Error(`pdf.js asked for an unknown file: ${path}`);
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

export class CMapFiles {
  async fetch({ name }: { name: string }) {
    return { cMapData: await bytesOf(CMAPS, `/node_modules/pdfjs-dist/cmaps/${name}.bcmap`), isCompressed: true };
  }
}

export class FontFiles {
  fetch({ filename }: { filename: string }) {
    return bytesOf(FONTS, `/node_modules/pdfjs-dist/standard_fonts/${filename}`);
  }
}
