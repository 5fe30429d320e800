// Hands a text to the user as a file.

export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the text once it has begun, which is at the latest in the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
