import { LosslessNumber, isLosslessNumber, parse, stringify } from 'lossless-json';

/** Extracted data. Numbers keep the digits that they came with: `671.60` stays `671.60`. */
export type Value = null | boolean | string | LosslessNumber | Value[] | { [key: string]: Value };

export type Row = { [key: string]: Value };

export function read(json: string): Value {
  return parse(json) as Value;
}

export function write(value: unknown): string {
  return stringify(value) ?? 'null';
}

export function numberOf(digits: string): LosslessNumber {
  return new LosslessNumber(digits);
}

export function isNumber(value: unknown): value is LosslessNumber {
  return isLosslessNumber(value);
}

export function isRow(value: Value | undefined): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
}

export function isScalar(value: Value | undefined): boolean {
  return value !== undefined && !Array.isArray(value) && !isRow(value);
}

/** What a person reads and types: digits as they are, nothing for null. */
export function asText(value: Value | undefined): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : isNumber(value) ? value.value : write(value);
}

export function same(one: Value | undefined, other: Value | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && write(one) === write(other));
}

/** The steps of a JSON Pointer (RFC 6901). */
export function steps(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of a member or item. */
export function below(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What a pointer leads to; undefined where there is nothing. */
export function at(value: Value, pointer: string): Value | undefined {
  return steps(pointer).reduce<Value | undefined>((found, step) => {
    if (Array.isArray(found)) {
      return found[Number(step)];
    }
    return isRow(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }, value);
}
