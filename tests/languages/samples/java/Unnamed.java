class Unnamed {                             // => defines class Unnamed
    void run(Other other) {                 // => defines method Unnamed.run; type_of Other
        other.call();                       // => calls Other.call
        other.missing();                    // => unresolved calls other.missing
        new Other(1);                       // => instantiates Other
        int x;
        Runnable[] tasks = {this::self};    // => references Unnamed.self
        tasks[0].run();                     // => calls Unnamed.self (inferred); calls java.lang.Runnable.run
    }

    void self() {                           // => defines method Unnamed.self
    }
}

class Other {                               // => defines class Other
    void call() {                           // => defines method Other.call
    }
}
