export interface Logger { log(text: string): void } // => defines interface Logger; defines method Logger.log
export const silent: Logger = { log() {} } // => defines constant silent; defines method silent.log; type_of Logger from silent
