export declare class Client { // => defines class Client
  constructor(url: string) // => defines method Client.constructor
  send(body: Body): Promise<Response> // => defines method Client.send; type_of Body, Response
}
export interface Body { text: string } // => defines field Body.text; defines interface Body
export interface Response { body(): Body } // => defines interface Response; defines method Response.body; type_of Body
declare const shared: Client // => defines field shared; type_of Client from shared
export default shared
