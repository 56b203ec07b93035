/** Fills the `{name}` places of a text. A value that is missing is a fault of ours: half a sentence never leaves. */
const slot = /\{([a-zA-Z]+)\}/g

export type Values = Readonly<Record<string, string>>

export function fillIn(template: string, values: Values): string {
  return template.replace(slot, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`the text needs a value for {${name}}`)
    return value
  })
}

/** The names that a text waits for, each once, in the order of the alphabet. */
export const namesIn = (template: string): readonly string[] =>
  [...new Set(Array.from(template.matchAll(slot), ([, name = '']) => name))].sort()
