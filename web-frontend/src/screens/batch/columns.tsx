import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { EllipsisVertical } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { StatusBadge } from '@/kit/Status';
import type { Column } from '@/kit/Table';
import { sentenceOf } from '@/texts/codes';
import { number } from '@/texts/format';
import { fieldName, typeName } from '@/texts/names';
import { type Document, hasData, itemCount, shownStatus, summaryOf } from './summary';

/** Leads to the review of a document with data, else to the side panel. */
export function DocumentLink({ document }: { document: Document }) {
  const name = document.filename ?? document.id.slice(0, 8);
  return hasData(document) ? (
    <Link to={`/review/${document.id}` as string} title={name}>
      {name}
    </Link>
  ) : (
    <Link from="/batches/$id" to="." search={(known) => ({ ...known, document: document.id })} replace title={name}>
      {name}
    </Link>
  );
}

export function DocumentStatus({ document }: { document: Document }) {
  return (
    <span title={summaryOf(document).warnings.join('\n') || undefined}>
      <StatusBadge status={shownStatus(document)} />
    </span>
  );
}

/** @param fields those that become columns */
export function useDocumentColumns(fields: string[], onMenu: (document: Document, button: Element) => void): Column<Document>[] {
  const { t } = useLingui();
  const menu = useRef(onMenu);
  useEffect(() => {
    menu.current = onMenu;
  });
  return useMemo(
    () => [
      { id: 'file', title: t`File name`, width: 'minmax(180px, 2fr)', sort: 'file', cell: (document) => <DocumentLink document={document} /> },
      { id: 'status', title: t`Status`, width: '150px', sort: 'status', cell: (document) => <DocumentStatus document={document} /> },
      { id: 'type', title: t`Type`, width: '120px', sort: 'type', cell: (document) => document.documentType && typeName(document.documentType) },
      ...fields.map((field) => ({
        id: `field-${field}`,
        title: fieldName(field),
        width: 'minmax(110px, 1fr)',
        cell: (document: Document) => <Cut text={summaryOf(document).fields[field]} />,
      })),
      {
        id: 'items',
        title: t`Line items`,
        width: '90px',
        number: true,
        cell: (document) => {
          const count = itemCount(document);
          return count === null ? null : number(count);
        },
      },
      { id: 'pages', title: t`Pages`, width: '70px', sort: 'pages', number: true, cell: (document) => document.pages != null && number(document.pages) },
      { id: 'prompt', title: t`Prompt`, width: 'minmax(100px, 1fr)', cell: (document) => <Cut text={document.prompt} /> },
      { id: 'error', title: t`Error`, width: 'minmax(100px, 1fr)', cell: (document) => <Cut text={errorOf(document)} /> },
      {
        id: 'menu',
        title: '',
        width: '48px',
        cell: (document) => (
          <button
            type="button"
            className="button quiet icon row-menu"
            aria-haspopup="menu"
            aria-label={t`Options for ${document.filename ?? document.id}`}
            onClick={(event) => menu.current(document, event.currentTarget)}
          >
            <EllipsisVertical aria-hidden />
          </button>
        ),
      },
    ],
    [t, fields],
  );
}

/** Why it failed, in words. */
export function errorOf(document: Document): string | undefined {
  return document.errorCode ? sentenceOf(document.errorCode, document.errorMessage ?? '') : undefined;
}

function Cut({ text }: { text: string | null | undefined }) {
  return text ? <span title={text}>{text}</span> : null;
}

/** A document in two lines. */
export function NarrowDocument({ document }: { document: Document }) {
  const { fields } = summaryOf(document);
  return (
    <>
      <span role="cell" className="table-cell">
        <DocumentLink document={document} />
        <br />
        <span className="small muted">{errorOf(document) ?? Object.values(fields).slice(0, 3).join(' · ')}</span>
      </span>
      <span role="cell" className="table-cell">
        <DocumentStatus document={document} />
      </span>
    </>
  );
}
