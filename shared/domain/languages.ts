/** Languages of the line and its SMS. Bambara texts are a draft that no native writer has reviewed yet. */
export const languages = ['fr', 'bm'] as const
export type Language = (typeof languages)[number]
/** Languages of the console. */
export const consoleLanguages = ['fr', 'en'] as const
export type ConsoleLanguage = (typeof consoleLanguages)[number]
