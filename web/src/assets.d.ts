/** Style sheets are imported for their effect alone. */
declare module '*.css'
/** What the build knows of itself. */
interface ImportMeta {
  readonly env: { readonly HAS_WORKER?: boolean }
}
