import { i18n } from '@lingui/core';

/** The user's locale where it is of the page's language, so that a Swiss or British user sees their own forms. */
function locale(): string {
  return navigator.languages.find((wanted) => wanted.split('-')[0] === i18n.locale) ?? i18n.locale;
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Sizes of files, in steps of 1,024, as the API's limits are. */
export function bytes(value: number): string {
  let unit = 0;
  let amount = value;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 || amount >= 10 ? 0 : 1,
  }).format(amount);
}

export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export function date(at: string | Date): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(at));
}

export function dateTime(at: string | Date): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
];

/** "2 minutes ago"; from a week on the date. */
export function ago(at: string, now = Date.now()): string {
  let amount = (Date.parse(at) - now) / 1000;
  for (const [unit, next] of STEPS) {
    if (Math.abs(amount) < next) {
      return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.round(amount), unit);
    }
    amount /= next;
  }
  return date(at);
}

/** "3 min 20 s", for spans below a day. */
export function duration(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const parts: [number, 'hour' | 'minute' | 'second'][] = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ];
  const shown = parts.filter(([amount]) => amount > 0).slice(0, 2);
  return (shown.length > 0 ? shown : [parts[2]!])
    .map(([amount, unit]) => new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(amount))
    .join(' ');
}

export function money(cents: number, currency: string): string {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(cents / 100);
}
