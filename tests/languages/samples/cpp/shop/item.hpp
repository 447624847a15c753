#pragma once

#include <memory>                                  // => imports memory
#include <string>                                  // => imports string
#include <vector>                                  // => imports vector

namespace shop {

class Visitor;

/// What is sold.
class Item {                                       // => defines class Item
public:
    explicit Item(int price);
    Item(const std::string& name, int price = 1);
    virtual ~Item();

    virtual int price() const;
    virtual void accept(Visitor& visitor) = 0;     // => defines method Item.accept; type_of Visitor
    static Item* make(int price);
    Item& operator+=(const Item& other);
    int tag() const { return tag_ + hidden(); }    // => defines method Item.tag; calls Item.hidden

protected:
    int hidden() const;

private:
    int tag_ = 0;                                  // => defines field Item.tag_
    static int count;                              // => defines field Item.count
    std::string name_;                             // => defines field Item.name_; type_of std.string from Item.name_
};

enum class Kind { Food, Tool };                    // => defines constant Kind.Food; defines constant Kind.Tool; defines enum Kind
enum Color { Red, Green };                         // => defines constant Color.Green; defines constant Color.Red; defines enum Color

class Food : public Item {                         // => defines class Food; inherits Item
public:
    using Item::Item;
    int price() const override;
    void accept(Visitor& visitor) override;
};

class Tool final : public Item, private detail::Counted { // => defines class Tool; inherits Item, detail.Counted
public:
    Tool() : Item(3), food_(4) { setup(); }        // => defines method Tool.Tool; calls Item.Item, Tool.setup; instantiates Food
    void accept(Visitor& visitor) override;
    struct Part { int size; void fix(); };         // => defines field Tool.Part.size; defines struct Tool.Part
    Part part() const;

private:
    void setup();
    Food food_;                                    // => defines field Tool.food_; type_of Food from Tool.food_
};

struct Visitor {                                   // => defines struct Visitor
    virtual void visit(Food& food) {}              // => defines method Visitor.visit; type_of Food
    virtual void visit(Tool& tool) {}              // => defines method Visitor.visit; type_of Tool
};

template <typename T>
class Box {                                        // => defines class Box
public:
    explicit Box(T value) : value_(value) {}       // => defines method Box.Box
    T get() const;
    T* operator->() { return &value_; }            // => defines method Box.operator->
    Box<T> copy() const { return Box<T>(value_); } // => defines method Box.copy; calls Box.Box; instantiates Box; type_of Box

private:
    T value_;                                      // => defines field Box.value_
};

template <typename T>
T Box<T>::get() const                              // => defines method Box.get
{
    return value_;
}

using Items = std::vector<std::unique_ptr<Item>>;  // => defines type_alias Items; type_of Item, std.unique_ptr, std.vector

int total(const Items& items);
int total(int first, int second);
double total(double first, double second);

namespace detail {
void log(const char* text);
}

}  // namespace shop
