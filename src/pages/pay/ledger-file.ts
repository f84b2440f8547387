/** Offers a table to be saved under a name; nothing leaves this computer. */
export function saveText(csv: string, name: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari begins to save only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
