/** A file for whoever sits at the screen: made here, or fetched from where the server says. */
const press = (name: string, address: string): void => {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

const keptMs = 60_000

export function saveBlob(name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  press(name, address)
  setTimeout(() => URL.revokeObjectURL(address), keptMs)
}

export const saveText = (name: string, text: string, type: string): void =>
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }))

/** Another origin gives its own name to what it sends. */
export const saveFrom = (name: string, address: string): void => press(name, address)
