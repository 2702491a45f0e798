import type { Entry } from './api';

/** A line of the statement: an entry of the ledger, and the pages of the plan that were left after it. */
export interface Line {
  entry: Entry;
  /** Pages by which the entry changed what is left; below zero they are taken. */
  pages: number;
  /** Null of an earlier period: its limit is not known any more. */
  left: number | null;
}

/** What an entry takes from the plan and from credits, or gives back. */
export function pagesOf(entry: Entry): number {
  const taken = entry.used + entry.reserved + entry.creditsUsed + entry.creditsReserved;
  return taken === 0 ? 0 : -taken;
}

/** Entries, newest first, with the balance after each: it is counted back from what is left now. */
export function statementOf(entries: Entry[], pagesLeft: number, periodStart: string): Line[] {
  let left = pagesLeft;
  return entries.map((entry) => {
    const isCurrent = Date.parse(entry.periodStart) === Date.parse(periodStart);
    const line = { entry, pages: pagesOf(entry), left: isCurrent ? left : null };
    if (isCurrent) {
      left += entry.used + entry.reserved;
    }
    return line;
  });
}

/** A file for spreadsheets. Text that a spreadsheet would run as a formula cannot be in it: all cells are ids, words and numbers. */
export function csvOf(lines: Line[]): string {
  const head = ['at', 'kind', 'document_id', 'run', 'plan_pages', 'plan_reserved', 'credit_pages', 'credit_reserved', 'pages_left'];
  const rows = lines.map(({ entry, left }) => [
    entry.at,
    entry.kind,
    entry.documentId,
    entry.run,
    entry.used,
    entry.reserved,
    entry.creditsUsed,
    entry.creditsReserved,
    left ?? '',
  ]);
  return [head, ...rows].map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}
