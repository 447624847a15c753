import { Names } from './names' // => imports src.names, src.names.Names
Names.of('a') // => calls src.names.Names.of
import shared, { Client } from './api' // => imports src.api, src.api.Client, src.api.shared
export const run = async () => { // => defines function run
  const client = new Client('u') // => calls src.api.Client.constructor; instantiates src.api.Client
  const response = await client.send({ text: 'x' }) // => calls src.api.Client.send (inferred)
  response.body() // => calls src.api.Response.body (inferred)
  shared.send({ text: 'y' }).then((answer) => answer.body()) // => defines function run.<lambda1>; calls globalThis.Promise.prototype.then, src.api.Client.send, run.<lambda1> (inferred) from run; calls src.api.Response.body (inferred)
}
