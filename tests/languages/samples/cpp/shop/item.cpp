#include "item.hpp"                                // => imports shop/item.hpp

#include "counted.hpp"                             // => imports shop/counted.hpp
#include <boost/algorithm/string.hpp>              // => imports boost/algorithm/string.hpp

namespace shop {

int Item::count = 0;

namespace {

int helper(int value) { return value * 2; }        // => defines function shop/item.cpp.helper

class Local {                                      // => defines class shop/item.cpp.Local
public:
    void run() { step(); }                         // => defines method shop/item.cpp.Local.run; calls shop/item.cpp.Local.step
    void step() {}                                 // => defines method shop/item.cpp.Local.step
};

}  // namespace

Item::Item(int price) : tag_(price) { ++count; }   // => defines method Item.Item

Item::Item(const std::string& name, int price) : name_(name) // => defines method Item.Item; instantiates std.string; type_of std.string
{
    boost::trim(name_);                            // => calls boost.trim
    Local local;                                   // => instantiates shop/item.cpp.Local; type_of shop/item.cpp.Local
    local.run();                                   // => calls shop/item.cpp.Local.run
}

Item::~Item() { detail::log("gone"); }             // => defines method Item.~Item; calls detail.log

int Item::price() const { return helper(tag_); }   // => defines method Item.price; calls shop/item.cpp.helper

Item* Item::make(int price) { return new Food(price); } // => defines method Item.make; instantiates Food; type_of Item

int Item::hidden() const { return this->tag_; }    // => defines method Item.hidden

Item& Item::operator+=(const Item& other)          // => defines method Item.operator+=; type_of Item
{
    tag_ += other.tag();                           // => calls Item.tag
    return *this;
}

int Food::price() const { return Item::price() + 1; } // => defines method Food.price; calls Item.price; overrides Item.price

void Food::accept(Visitor& visitor) { visitor.visit(*this); } // => defines method Food.accept; calls Visitor.visit; overrides Item.accept; type_of Visitor

void Tool::accept(Visitor& visitor) { visitor.visit(*this); } // => defines method Tool.accept; calls Visitor.visit; overrides Item.accept; type_of Visitor

void Tool::setup() { part().fix(); }               // => defines method Tool.setup; calls Tool.Part.fix, Tool.part

Tool::Part Tool::part() const { return Part{1}; }  // => defines method Tool.part; instantiates Tool.Part; type_of Tool.Part

void Tool::Part::fix() { size = 2; }               // => defines method Tool.Part.fix

int total(const Items& items)                      // => defines function total; type_of Items
{
    int sum = 0;
    for (const auto& item : items) {
        sum += item->price();                      // => calls Item.price (inferred)
    }
    return sum;
}

int total(int first, int second) { return first + second; } // => defines function total

double total(double first, double second) { return first + second; } // => defines function total

}  // namespace shop

void shop::detail::log(const char* text) { helper(1); } // => defines function detail.log; calls shop/item.cpp.helper
