export type Id = string | number // => defines type_alias Id
export interface Named { readonly name: string; rename(name: string): this } // => defines field Named.name; defines interface Named; defines method Named.rename
export interface Tagged extends Named { tags: Tag[]; find?(id: Id): Tag | undefined } // => defines field Tagged.tags; defines interface Tagged; defines method Tagged.find; inherits Named from Tagged; type_of Id, Tag; type_of Tag from Tagged.tags
export interface Tag { text: string; owner: Tagged; show(): void } // => defines field Tag.owner; defines field Tag.text; defines interface Tag; defines method Tag.show; type_of Tagged from Tag.owner
export enum Color { Red = 1, Green, Blue = 'b' } // => defines constant Color.Blue; defines constant Color.Green; defines constant Color.Red; defines enum Color
export const enum Level { Low } // => defines constant Level.Low; defines enum Level
export type Handler<T> = (value: T) => void // => defines type_alias Handler
export type Pair = { left: Tag; right(): Tag } // => defines field Pair.left; defines method Pair.right; defines type_alias Pair; type_of Tag from Pair; type_of Tag from Pair.left; type_of Tag
