export namespace Names { // => defines module Names
  export function of(text: string) { return text } // => defines function Names.of
}
