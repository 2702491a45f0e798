import { type Value, at, below, isRow, same, steps } from '@/api/value';

/** An operation of a JSON Patch, as far as a review needs them. */
export type Operation =
  | { op: 'replace' | 'add'; path: string; value: Value }
  | { op: 'remove'; path: string }
  | { op: 'move'; from: string; path: string };

/** The data with a change; what is not changed is shared with the data before. Throws where the change does not fit. */
export function apply(data: Value, operation: Operation): Value {
  if (operation.op === 'move') {
    const moved = at(data, operation.from);
    return change(change(data, steps(operation.from), remove), steps(operation.path), insert(need(moved, operation.from)));
  }
  return change(data, steps(operation.path), operation.op === 'remove' ? remove : operation.op === 'add' ? insert(operation.value) : replace(operation.value));
}

export function applyAll(data: Value, operations: Operation[]): Value {
  return operations.reduce(apply, data);
}

/** Operations, a new one at the end; one that only types a value anew takes the place of the one before. */
export function followedBy(operations: Operation[], next: Operation): Operation[] {
  const last = operations.at(-1);
  if (next.op === 'replace' && last && (last.op === 'replace' || last.op === 'add') && last.path === next.path) {
    return [...operations.slice(0, -1), { ...last, value: next.value }];
  }
  return [...operations, next];
}

/** Operations that came after those that were sent; the last of these may have been replaced since by one that types its value anew. */
export function laterThan(sent: Operation[], operations: Operation[]): Operation[] {
  return operations.flatMap((operation, index) => {
    if (operation === sent[index]) {
      return [];
    }
    return index < sent.length && operation.op === 'add' ? [{ ...operation, op: 'replace' as const }] : [operation];
  });
}

/** A save may change this many values at once. */
const MOST = 1_000;

/** What is sent to save edits: as they were made, or, if that is too much for one save, what differs in the end. */
export function toSave(base: Value, operations: Operation[]): Operation[] {
  if (operations.length <= MOST) {
    return operations;
  }
  const data = applyAll(base, operations);
  const pointers = differences(base, data);
  const places = pointers.length <= MOST ? pointers : [...new Set(pointers.map((pointer) => below('', steps(pointer)[0] ?? '')))];
  return places.map((path): Operation => {
    const value = at(data, path);
    return value === undefined ? { op: 'remove', path } : { op: at(base, path) === undefined ? 'add' : 'replace', path, value };
  });
}

type Edit = (holder: Value[] | { [key: string]: Value }, step: string) => void;

function change(value: Value, path: string[], edit: Edit): Value {
  const [step, ...rest] = path;
  if (step === undefined) {
    throw new Error('the whole of the data cannot be changed');
  }
  if (!Array.isArray(value) && !isRow(value)) {
    throw new Error(`nothing has the member ${step}`);
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length === 0) {
    edit(copy, step);
  } else if (Array.isArray(copy)) {
    copy[Number(step)] = change(need(copy[Number(step)], step), rest, edit);
  } else {
    copy[step] = change(need(copy[step], step), rest, edit);
  }
  return copy;
}

const remove: Edit = (holder, step) => {
  if (Array.isArray(holder)) {
    need(holder[Number(step)], step);
    holder.splice(Number(step), 1);
  } else {
    need(holder[step], step);
    delete holder[step];
  }
};

function insert(value: Value): Edit {
  return (holder, step) => {
    if (!Array.isArray(holder)) {
      holder[step] = value;
    } else if (step === '-') {
      holder.push(value);
    } else if (Number(step) <= holder.length) {
      holder.splice(Number(step), 0, value);
    } else {
      throw new Error(`there is no place ${step}`);
    }
  };
}

function replace(value: Value): Edit {
  return (holder, step) => {
    if (Array.isArray(holder)) {
      need(holder[Number(step)], step);
      holder[Number(step)] = value;
    } else {
      need(holder[step], step);
      holder[step] = value;
    }
  };
}

function need(value: Value | undefined, where: string): Value {
  if (value === undefined) {
    throw new Error(`there is nothing at ${where}`);
  }
  return value;
}

/** The pointers of all values that differ; an array whose length differs is one value, since its items have no names. */
export function differences(one: Value | undefined, other: Value | undefined, pointer = ''): string[] {
  if (same(one, other)) {
    return [];
  }
  if (isRow(one) && isRow(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => differences(one[key], other[key], `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.flatMap((item, index) => differences(item, other[index], `${pointer}/${index}`));
  }
  return [pointer];
}
