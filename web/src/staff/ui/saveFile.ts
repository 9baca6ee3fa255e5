/** Hands bytes to the browser as a download. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Opens bytes (a PDF) in a tab of their own; falls back to a download where that is blocked. */
export function openFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  if (!window.open(url, '_blank')) saveFile(file, name);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
