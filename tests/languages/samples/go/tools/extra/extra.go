package extra

func Help() {}                          // => defines function Help
