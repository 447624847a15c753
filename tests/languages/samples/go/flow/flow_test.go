package flow_test

import (
	"testing"                              // => imports testing

	"example.com/shop/flow"                // => imports example.com/shop/flow
)

func TestCommands(t *testing.T) {       // => defines function TestCommands; type_of testing.T
	flow.Each(nil, nil)                    // => calls example.com/shop/flow.Each
	t.Run("a", func(t *testing.T) { helper() }) // => defines function TestCommands.<lambda1>; calls helper; calls testing.T.Run (inferred) from TestCommands; type_of testing.T
}

func helper() {}                        // => defines function helper
