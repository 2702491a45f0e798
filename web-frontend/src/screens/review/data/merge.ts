import { type Operation, differences } from './patch';
import { type Value, at, same } from '@/api/value';

/** A value that two people changed differently, or one of them. */
export interface Conflict {
  pointer: string;
  before: Value | undefined;
  mine: Value | undefined;
  theirs: Value | undefined;
  /** Both changed it: a person has to choose. */
  both: boolean;
}

export type Choice = 'mine' | 'theirs';

/** Where two versions that come from the same one differ, field by field. */
export function conflicts(before: Value, mine: Value, theirs: Value): Conflict[] {
  return differences(mine, theirs).map((pointer) => {
    const values = { before: at(before, pointer), mine: at(mine, pointer), theirs: at(theirs, pointer) };
    return { pointer, ...values, both: !same(values.before, values.mine) && !same(values.before, values.theirs) };
  });
}

/** What holds where a person did not choose: the value of the one who changed it; of lists that both changed neither. */
export function proposed(conflict: Conflict): Choice | null {
  if (conflict.both && (Array.isArray(conflict.mine) || Array.isArray(conflict.theirs))) {
    return null;
  }
  return same(conflict.before, conflict.mine) ? 'theirs' : 'mine';
}

/** What has to be done to their version so that it has the chosen values. */
export function merged(all: Conflict[], choices: Partial<Record<string, Choice>>): Operation[] {
  return all
    .filter((conflict) => (choices[conflict.pointer] ?? proposed(conflict)) === 'mine')
    .map(({ pointer, mine, theirs }): Operation => {
      if (mine === undefined) {
        return { op: 'remove', path: pointer };
      }
      return { op: theirs === undefined ? 'add' : 'replace', path: pointer, value: mine };
    });
}
