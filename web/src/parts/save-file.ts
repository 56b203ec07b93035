/** A file for whoever sits at the screen: made here, or fetched from where the server says. */
const press = (name: string, address: string): void => {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

const keptMs = 60_000

export function saveText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  press(name, address)
  setTimeout(() => URL.revokeObjectURL(address), keptMs)
}

export const saveFrom = (address: string): void => press('', address)
