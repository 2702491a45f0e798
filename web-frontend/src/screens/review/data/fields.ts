import { type Value, asText, below, isRow, steps } from '@/api/value';

/** Why a field asks for a look, or what is known of it; the first that holds is shown. */
export type Marker = 'contradicted' | 'warning' | 'missing' | 'unverified' | 'ambiguous' | 'edited' | 'located' | 'confirmed' | 'plain';

/** Where a value stands in the document, as the answer says. */
export interface Place {
  page: number;
  box: [number, number, number, number];
  text: string;
}

export interface Evidence {
  status: 'located' | 'ambiguous' | 'unverified';
  places: Place[];
}

export interface Check {
  name: string;
  status: 'passed' | 'failed';
  pointers: string[];
  detail: string;
}

/** What is known of the data besides their values. Answers without evidence leave it out. */
export interface Findings {
  warnings: string[];
  evidence?: Record<string, Evidence>;
  checks?: Check[];
  /** Pointers of values that people changed. */
  edited: Set<string>;
  confirmed: boolean;
}

/** A value that is no list, or a list. */
export interface Field {
  pointer: string;
  /** The names on the way to it. */
  names: string[];
  value: Value;
  isList: boolean;
  marker: Marker;
  /** In words, of a warning or a failed check. */
  reason: string | null;
  places: Place[];
}

const URGENT: Marker[] = ['contradicted', 'warning', 'missing', 'unverified', 'ambiguous'];

/** A person should look at it before confirming. */
export function isDoubtful(field: Field): boolean {
  return URGENT.includes(field.marker);
}

/** The fields in the order of the document. Members of members are fields of their own; a list is one. */
export function fieldsOf(data: Value, findings: Findings): Field[] {
  const fields: Field[] = [];
  collect(data, '', fields);
  return fields.map((field) => ({ ...field, ...marked(field, findings) }));
}

/** Doubtful fields first, the most urgent of them at the top, then the order of the document. */
export function byUrgency(fields: Field[]): Field[] {
  const rank = (field: Field) => (isDoubtful(field) ? URGENT.indexOf(field.marker) : URGENT.length);
  return fields.map((field, index) => ({ field, index })).sort((a, b) => rank(a.field) - rank(b.field) || a.index - b.index).map(({ field }) => field);
}

function collect(value: Value, pointer: string, fields: Field[]): void {
  if (isRow(value) && (pointer === '' || Object.keys(value).length > 0)) {
    Object.entries(value).forEach(([key, member]) => collect(member, below(pointer, key), fields));
  } else {
    fields.push({ pointer, names: steps(pointer), value, isList: Array.isArray(value), marker: 'plain', reason: null, places: [] });
  }
}

function marked(field: Field, findings: Findings): Pick<Field, 'marker' | 'reason' | 'places'> {
  const inside = (pointer: string) => pointer === field.pointer || pointer.startsWith(`${field.pointer}/`);
  const evidence = findings.evidence?.[field.pointer];
  const places = evidence?.places ?? [];
  const failed = findings.checks?.find((check) => check.status === 'failed' && check.pointers.some(inside));
  if (failed) {
    return { marker: 'contradicted', reason: failed.detail, places };
  }
  const edited = [...findings.edited].some(inside);
  const warning = findings.warnings.find((sentence) => speaksOf(sentence, field.names));
  if (warning && !edited) {
    return { marker: 'warning', reason: warning, places };
  }
  const missing = !field.isList && asText(field.value).trim() === '' && !isRow(field.value);
  if (missing) {
    return { marker: edited || findings.confirmed ? 'edited' : 'missing', reason: null, places };
  }
  if (edited) {
    return { marker: 'edited', reason: null, places };
  }
  if (findings.confirmed) {
    return { marker: 'confirmed', reason: null, places };
  }
  return { marker: evidence?.status ?? 'plain', reason: null, places };
}

/** Whether a warning names a field, as it is written in the data or in words. */
export function speaksOf(warning: string, names: string[]): boolean {
  const name = names.at(-1);
  if (!name) {
    return false;
  }
  const words = name.replaceAll('_', ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const text = ` ${warning.toLowerCase().replaceAll(/[^\p{L}\p{N}_]+/gu, ' ')} `;
  return text.includes(` ${name.toLowerCase()} `) || text.includes(` ${words} `);
}

/** Warnings that name no field: they speak of the document. */
export function ofTheDocument(findings: Findings, fields: Field[]): string[] {
  return findings.warnings.filter((warning) => !fields.some((field) => speaksOf(warning, field.names)));
}
