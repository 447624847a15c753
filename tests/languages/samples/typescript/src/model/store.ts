import { Observable } from 'rxjs' // => imports rxjs.Observable
import { EventEmitter } from 'node:events' // => imports events.EventEmitter
import type { Handler, Id } from './types' // => imports src.model.types, src.model.types.Handler, src.model.types.Id

export interface Options { size?: number } // => defines field Options.size; defines interface Options

export default class Store<T extends object> extends EventEmitter { // => defines class Store; inherits events.EventEmitter
  private items = new Map<Id, T>() // => defines field Store.items; instantiates globalThis.Map
  private handlers: Handler<T>[] = [] // => defines field Store.handlers; type_of src.model.types.Handler from Store.handlers
  constructor(private options: Options = defaults()) { super() } // => defines field Store.options; defines method Store.constructor; calls events.EventEmitter, defaults; type_of Options; type_of Options from Store.options
  get(id: Id): T { return this.items.get(id)! } // => defines method Store.get; calls globalThis.Map.prototype.get (inferred); type_of src.model.types.Id
  all(): T[] { return [...this.items.values()] } // => defines method Store.all; calls globalThis.Map.prototype.values (inferred)
  first!: T // => defines field Store.first
  onChange(handler: Handler<T>) { this.handlers.push(handler) } // => defines method Store.onChange; calls globalThis.Array.prototype.push (inferred); type_of src.model.types.Handler
  put(id: Id, item: T) { // => defines method Store.put; type_of src.model.types.Id
    this.items.set(id, item) // => calls globalThis.Map.prototype.set (inferred)
    this.handlers.forEach((handler) => handler(item)) // => defines function Store.put.<lambda1>; calls globalThis.Array.prototype.forEach, Store.put.<lambda1> (inferred) from Store.put; calls src.main.main.<lambda2> (inferred)
    this.emit('change', item) // => calls events.EventEmitter.emit (inferred)
  }
  watch(): Observable<T> { return new Observable() } // => defines method Store.watch; instantiates rxjs.Observable; type_of rxjs.Observable
}

function defaults(): Options { return {} } // => defines function defaults; type_of Options
