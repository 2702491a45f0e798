import { type Value, isNumber, numberOf } from '@/api/value';

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The kind of a value that a person types. */
export type Kind = 'text' | 'number' | 'truth' | 'open';

/** A value keeps its kind; what is missing may become any. */
export function kindOf(value: Value | undefined): Kind {
  return value === null || value === undefined ? 'open' : isNumber(value) ? 'number' : typeof value === 'boolean' ? 'truth' : 'text';
}

/**
 * The value that a person typed, or undefined where it is none of its kind. Nothing is null. Where the kind is open, decimal
 * numbers become numbers, however a document writes them; whole ones stay text, since they are numbers of invoices and customers more
 * often than amounts.
 */
export function typed(text: string, kind: Kind): Value | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return null;
  }
  switch (kind) {
    case 'number': {
      const digits = digitsOf(trimmed);
      return digits === null ? undefined : numberOf(digits);
    }
    case 'truth':
      return /^(true|yes|ja|x|1)$/i.test(trimmed) ? true : /^(false|no|nein|0)$/i.test(trimmed) ? false : undefined;
    case 'open': {
      const digits = digitsOf(trimmed);
      return digits?.includes('.') ? numberOf(digits) : text;
    }
    case 'text':
      return text;
  }
}

/**
 * The digits of a number as people and documents write them: with currency signs, spaces, grouping, a comma or a point for the
 * decimals, a minus in front or behind, or brackets for below zero. Decimals stay as many as they are. Null if it is no number.
 */
export function digitsOf(text: string): string | null {
  if (JSON_NUMBER.test(text)) {
    return text;
  }
  let rest = text.replaceAll(/[\s\u00a0\u202f'’]|\p{Sc}|^[A-Z]{3}(?=[\d\s.,-])|(?<=[\d\s.,])[A-Z]{3}$/gu, '').replaceAll('−', '-');
  const negative = /^-|-$|^\(.*\)$/.test(rest);
  rest = rest.replaceAll(/^[-(]|[-)]$/g, '');
  if (!/^[\d.,]*\d[\d.,]*$/.test(rest)) {
    return null;
  }
  const decimals = decimalSign(rest);
  const [whole = '', fraction = '', ...more] = decimals === null ? [rest.replaceAll(/[.,]/g, '')] : rest.split(decimals);
  if (more.length > 0) {
    return null;
  }
  const digits = whole.replaceAll(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0';
  const number = `${negative ? '-' : ''}${digits}${fraction ? `.${fraction}` : ''}`;
  return JSON_NUMBER.test(number) ? number : null;
}

/** The last of two kinds of signs parts the decimals; one that is there once does, too, unless a comma is before three digits. */
function decimalSign(text: string): '.' | ',' | null {
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (point >= 0 && comma >= 0) {
    return point > comma ? '.' : ',';
  }
  const sign = point >= 0 ? '.' : comma >= 0 ? ',' : null;
  if (sign === null || text.indexOf(sign) !== text.lastIndexOf(sign)) {
    return null;
  }
  return sign === ',' && /^[1-9]\d{0,2},\d{3}$/.test(text) ? null : sign;
}
