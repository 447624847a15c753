package com.example.shop;

import java.lang.invoke.MethodHandle; // => imports java.lang.invoke.MethodHandle
import java.lang.invoke.MethodHandles; // => imports java.lang.invoke.MethodHandles
import java.lang.invoke.MethodType; // => imports java.lang.invoke.MethodType

class Looked { // => defines class Looked
    static void first(int a) {} // => defines method Looked.first

    void second() {} // => defines method Looked.second

    void up() throws Throwable { // => defines method Looked.up
        MethodHandle handle = MethodHandles.lookup().findStatic(Looked.class, "first", null); // => calls java.lang.invoke.MethodHandles.Lookup.findStatic, java.lang.invoke.MethodHandles.lookup; references Looked; type_of java.lang.invoke.MethodHandle
        handle.invokeExact(1); // => calls Looked.first (inferred); calls java.lang.invoke.MethodHandle.invokeExact
        Looked.class.getDeclaredMethod("second").invoke(this); // => calls Looked.second (inferred); calls java.lang.Class.getDeclaredMethod, java.lang.reflect.Method.invoke
    }

    void tested(Object any) { // => defines method Looked.tested
        if (any instanceof Looked) { // => type_of Looked
            any.toString(); // => calls Looked.toString (inferred); calls java.lang.Object.toString
        }
    }

    void test() { // => defines method Looked.test
        tested(new Looked()); // => calls Looked.tested; instantiates Looked
        tested(new Other()); // => calls Looked.tested; instantiates Other
    }

    public String toString() { return ""; } // => defines method Looked.toString
}

class Other { // => defines class Other
    public String toString() { return ""; } // => defines method Other.toString
}
