/** What was selected by dragging within an element; null if nothing is. */
export function selectedIn(layer: Element): string | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode || !layer.contains(selection.anchorNode)) {
    return null;
  }
  const text = selection.toString().replaceAll(/\s*\n\s*/g, ' ').trim();
  return text === '' ? null : text;
}

/** The word at a place of a text: what is between spaces, without the punctuation around it. */
export function wordAt(text: string, offset: number): string | null {
  const start = text.slice(0, offset).search(/\S*$/);
  const length = text.slice(offset).search(/\s|$/);
  const word = text.slice(start, offset + length).replaceAll(/^[("'„“«]+|[)"'”»,;:]+$/g, '');
  return word === '' ? null : word;
}

/** The word under the pointer. */
export function clickedWord(x: number, y: number): string | null {
  const position = document.caretPositionFromPoint?.(x, y);
  const range = position ? null : document.caretRangeFromPoint?.(x, y);
  const node = position?.offsetNode ?? range?.startContainer;
  return node?.nodeType === Node.TEXT_NODE ? wordAt(node.textContent ?? '', position?.offset ?? range?.startOffset ?? 0) : null;
}
