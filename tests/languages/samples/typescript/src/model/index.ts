export * from './shapes.js' // => imports src.model.shapes
export type { Id, Named as HasName } from './types' // => imports src.model.types, src.model.types.Id, src.model.types.Named
export { default as Store, type Options } from './store' // => imports src.model.store, src.model.store.Options, src.model.store.Store
